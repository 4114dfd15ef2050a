export { needData, sharedData } from "./shared-data.ts";
