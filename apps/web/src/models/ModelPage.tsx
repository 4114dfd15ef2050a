export const ModelPage = () => null;
