export const AccuracyPage = () => null;
