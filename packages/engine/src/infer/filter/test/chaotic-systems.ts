/** Chaotic systems on which filters are compared. */
import type { Slope } from "./runge-kutta.ts";

/** dx_i/dt = (x_{i+1} − x_{i−2})·x_{i−1} − x_i + F. */
export const lorenz96 =
  (size: number, force = 8): Slope =>
  (x, dx) => {
    let [before, last, here] = [x[size - 2]!, x[size - 1]!, x[0]!];
    for (let i = 0; i < size; i++) {
      const next = i + 1 < size ? x[i + 1]! : x[0]!;
      dx[i] = (next - before) * last - here + force;
      before = last;
      last = here;
      here = next;
    }
  };

export const lorenz63: Slope = (state, dx) => {
  const x = state[0]!;
  const y = state[1]!;
  const z = state[2]!;
  dx[0] = 10 * (y - x);
  dx[1] = 28 * x - y - x * z;
  dx[2] = x * y - (8 / 3) * z;
};

/** Lorenz-96 with 32 fast variables to each of 8 slow ones, as Wilks 2005 has it (h = 1, b = c = 10, F = 20). */
export const lorenz96TwoScales: Slope = (x, dx) => {
  const [slow, fast, speed, steep] = [8, 256, 10, 10];
  lorenz96(slow, 20)(x.subarray(0, slow), dx.subarray(0, slow));
  for (let j = 0; j < fast; j++) {
    const at = (shift: number) => steep * x[slow + ((j + shift + fast) % fast)]!;
    const own = Math.floor(j / 32);
    dx[slow + j] = (speed / steep) * ((at(-1) - at(2)) * at(1) - at(0)) + (speed / steep) * x[own]!;
    dx[own]! -= (speed / steep) * x[slow + j]!;
  }
};

/** Two equal masses on rods of length 1; angles and angular velocities in turn. */
export const pendulum: Slope = (x, dx) => {
  const gravity = 9.8;
  const angle1 = x[0]!;
  const speed1 = x[1]!;
  const angle2 = x[2]!;
  const speed2 = x[3]!;
  const sine = Math.sin(angle2 - angle1);
  const cosine = Math.cos(angle2 - angle1);
  const inertia = 2 - cosine * cosine;
  dx[0] = speed1;
  dx[2] = speed2;
  dx[1] =
    (speed1 ** 2 * sine * cosine +
      gravity * Math.sin(angle2) * cosine +
      speed2 ** 2 * sine -
      2 * gravity * Math.sin(angle1)) /
    inertia;
  dx[3] =
    (-(speed2 ** 2) * sine * cosine +
      2 * (gravity * Math.sin(angle1) * cosine - speed1 ** 2 * sine - gravity * Math.sin(angle2))) /
    inertia;
};
