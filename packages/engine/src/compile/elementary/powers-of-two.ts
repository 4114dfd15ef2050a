export const leastPower = -1074;

/** From the least on. */
export const powersOfTwo = Float64Array.from({ length: 1024 - leastPower }, (_, i) => 2 ** (i + leastPower));

/** Adding and taking it away rounds to the nearest whole number; its last bits are then that number. */
export const rounder = 6755399441055744;

/** 2 to a whole power from −1074 to 1023. */
export const powerOfTwo = (k: number): number => powersOfTwo[k - leastPower]!;
