export { type Available, type DesignPerson, designFor } from "./design-for.ts";
export { inquiriesFor } from "./inquiries.ts";
export { sensorOnlyDesign } from "./sensor-only.ts";
export { type1Design } from "./type1.ts";
export { type2Design } from "./type2.ts";
