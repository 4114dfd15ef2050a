const least = -1074;
const table = Float64Array.from({ length: 1024 - least }, (_, i) => 2 ** (i + least));

/** Adding and taking it away rounds to the nearest whole number; its last bits are then that number. */
export const rounder = 6755399441055744;

/** 2 to a whole power from −1074 to 1023. */
export const powerOfTwo = (k: number): number => table[k - least]!;
