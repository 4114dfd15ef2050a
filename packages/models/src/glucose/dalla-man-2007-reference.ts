export const dallaMan2007Reference = {
  citation:
    "Dalla Man C, Rizza RA, Cobelli C. Meal simulation model of the glucose-insulin system. IEEE Trans Biomed Eng 2007;54:1740-9",
  doi: "10.1109/TBME.2007.893506",
} as const;
