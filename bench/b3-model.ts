import { model } from "@homeostat/engine";

/** Of each state: where it starts, and its usual size, as the anchors have them. */
const sizes = {
  V: [-85.23, 100],
  Xr1: [0.00621, 1],
  Xr2: [0.4712, 1],
  Xs: [0.0095, 1],
  m: [0.00172, 1],
  h: [0.7444, 1],
  j: [0.7045, 1],
  d: [3.373e-5, 1],
  f: [0.7888, 1],
  f2: [0.9755, 1],
  fC: [0.9953, 1],
  s: [0.999998, 1],
  r: [2.42e-8, 1],
  Cai: [0.000126, 1e-3],
  CaSR: [3.64, 1],
  Cass: [0.00036, 1e-2],
  Rp: [0.9073, 1],
  Nai: [8.604, 10],
  Ki: [136.89, 100],
} as const;
const conductances = { gKr: 0.153, gKs: 0.392, gCaL: 3.98e-5, gNa: 14.838, gto: 0.294 } as const;

type State = keyof typeof sizes;
export const b3States = Object.keys(sizes) as State[];
export const b3Sizes: readonly number[] = b3States.map((name) => sizes[name][1]);
export const b3Conductances: readonly (readonly [string, number])[] = Object.entries(conductances);

const each = <N extends string, T>(names: readonly N[], make: (name: N) => T) =>
  Object.fromEntries(names.map((name) => [name, make(name)])) as Record<N, T>;

/**
 * The human ventricular cell of ten Tusscher & Panfilov 2006, epicardial, in exactly the form that the anchors
 * integrate: pure numbers (mV, mmol/L, pA/pF); what counts as a second here is a millisecond.
 */
export const b3Model = model({
  id: "b3-ten-tusscher",
  title: "ten Tusscher and Panfilov 2006 as the anchors have it",
  reference: {
    citation: "ten Tusscher KHWJ, Panfilov AV. Am J Physiol Heart Circ Physiol 2006;291:H1088-100",
  },
  use: "benchmarks",
  status: "unvalidated",
  time: "s",
  states: each(b3States, (name) => ({ is: "the state", unit: "1", start: sizes[name][0] })),
  inputs: { istim: { is: "stimulus", unit: "1", default: 0 } },
  parameters: each(Object.keys(conductances) as (keyof typeof conductances)[], (name) => ({
    is: "conductance",
    unit: "1",
    value: conductances[name],
    source: "tt06.tpl",
  })),
  equations: `
    RTF = 26.713760659695652
    iRTF = 0.03743389777829064
    ENa = RTF*ln(140.0/Nai)
    EK = RTF*ln(5.4/Ki)
    EKs = RTF*ln((5.4 + 0.03*140.0)/(Ki + 0.03*Nai))
    ECa = 0.5*RTF*ln(2.0/Cai)
    vk = V - EK
    aK1 = 0.1/(1.0 + exp(0.06*(vk - 200.0)))
    bK1 = (3.0*exp(0.0002*(vk + 100.0)) + exp(0.1*(vk - 10.0)))/(1.0 + exp(-0.5*vk))
    iK1 = 5.405*aK1/(aK1 + bK1)*vk
    iKr = gKr*Xr1*Xr2*vk
    xr1i = 1.0/(1.0 + exp((-26.0 - V)/7.0))
    txr1 = 450.0/(1.0 + exp((-45.0 - V)/10.0))*6.0/(1.0 + exp((V + 30.0)/11.5))
    xr2i = 1.0/(1.0 + exp((V + 88.0)/24.0))
    txr2 = 3.0/(1.0 + exp((-60.0 - V)/20.0))*1.12/(1.0 + exp((V - 60.0)/20.0))
    iKs = gKs*Xs*Xs*(V - EKs)
    xsi = 1.0/(1.0 + exp((-5.0 - V)/14.0))
    txs = 1400.0/sqrt(1.0 + exp((5.0 - V)/6.0))/(1.0 + exp((V - 35.0)/15.0)) + 80.0
    iNa = gNa*m*m*m*h*j*(V - ENa)
    mi0 = 1.0/(1.0 + exp((-56.86 - V)/9.03))
    mi = mi0*mi0
    tm = 1.0/(1.0 + exp((-60.0 - V)/5.0))*(0.1/(1.0 + exp((V + 35.0)/5.0)) + 0.1/(1.0 + exp((V - 50.0)/200.0)))
    hi0 = 1.0/(1.0 + exp((V + 71.55)/7.43))
    hi = hi0*hi0
    lt = (if -40.0 > V then 1.0 else 0.0)
    ah = 0.057*exp(-(V + 80.0)/6.8)*lt
    bhl = 2.7*exp(0.079*V) + 310000.0*exp(0.3485*V)
    bhh = 0.77/(0.13*(1.0 + exp(-(V + 10.66)/11.1)))
    bh = (if -40.0 > V then bhl else bhh)
    aj = (-25428.0*exp(0.2444*V) - 0.000006948*exp(-0.04391*V))*(V + 37.78)/(1.0 + exp(0.311*(V + 79.23)))*lt
    bjl = 0.02424*exp(-0.01052*V)/(1.0 + exp(-0.1378*(V + 40.14)))
    bjh = 0.6*exp(0.057*V)/(1.0 + exp(-0.1*(V + 32.0)))
    bj = (if -40.0 > V then bjl else bjh)
    ibNa = 0.00029*(V - ENa)
    e2 = exp(2.0*(V - 15.0)*iRTF)
    iCaL = gCaL*d*f*f2*fC*4.0*(V - 15.0)*96485.3415*iRTF*(0.25*Cass*e2 - 2.0)/(e2 - 1.0)
    di = 1.0/(1.0 + exp((-8.0 - V)/7.5))
    td = (1.4/(1.0 + exp((-35.0 - V)/13.0)) + 0.25)*1.4/(1.0 + exp((V + 5.0)/5.0)) + 1.0/(1.0 + exp((50.0 - V)/20.0))
    fi = 1.0/(1.0 + exp((V + 20.0)/7.0))
    tf = 1102.5*exp(-(V + 27.0)*(V + 27.0)/225.0) + 200.0/(1.0 + exp((13.0 - V)/10.0)) + 180.0/(1.0 + exp((V + 30.0)/10.0)) + 20.0
    f2i = 0.67/(1.0 + exp((V + 35.0)/7.0)) + 0.33
    tf2 = 562.0*exp(-(V + 27.0)*(V + 27.0)/240.0) + 31.0/(1.0 + exp((25.0 - V)/10.0)) + 80.0/(1.0 + exp((V + 30.0)/10.0))
    q = 1.0 + 400.0*Cass*Cass
    fCi = 0.6/q + 0.4
    tfC = 80.0/q + 2.0
    ibCa = 0.000592*(V - ECa)
    ito = gto*r*s*vk
    si = 1.0/(1.0 + exp((V + 20.0)/5.0))
    ts = 85.0*exp(-(V + 45.0)*(V + 45.0)/320.0) + 5.0/(1.0 + exp((V - 20.0)/5.0)) + 3.0
    ri = 1.0/(1.0 + exp((20.0 - V)/6.0))
    tr = 9.5*exp(-(V + 40.0)*(V + 40.0)/1800.0) + 0.8
    iNaK = 2.724*5.4/6.4*Nai/(Nai + 40.0)/(1.0 + 0.1245*exp(-0.1*V*iRTF) + 0.0353*exp(-V*iRTF))
    eg = exp(0.35*V*iRTF)
    eg1 = exp(-0.65*V*iRTF)
    iNaCa = 1000.0*(eg*Nai*Nai*Nai*2.0 - eg1*2744000.0*Cai*2.5)/((669921.875 + 2744000.0)*(1.38 + 2.0)*(1.0 + 0.1*eg1))
    ipCa = 0.1238*Cai/(Cai + 0.0005)
    ipK = 0.0146*vk/(1.0 + exp((25.0 - V)/5.98))
    ileak = 0.00036*(CaSR - Cai)
    iup = 0.006375/(1.0 + 0.0000000625/(Cai*Cai))
    kcasr = 2.5 - 1.5/(1.0 + 2.25/(CaSR*CaSR))
    kk1 = 0.15/kcasr
    kk2 = 0.045*kcasr
    cs2 = kk1*Cass*Cass
    O = cs2*Rp/(0.06 + cs2)
    irel = 0.102*O*(CaSR - Cass)
    ixfer = 0.0038*(Cass - Cai)
    bufc = 1.0/(1.0 + 0.2*0.001/((Cai + 0.001)*(Cai + 0.001)))
    bufsr = 1.0/(1.0 + 10.0*0.3/((CaSR + 0.3)*(CaSR + 0.3)))
    bufss = 1.0/(1.0 + 0.4*0.00025/((Cass + 0.00025)*(Cass + 0.00025)))
    CVF = 0.185/(0.016404*96485.3415)
    der(V) = 1 '/s'*(-(iK1 + ito + iKr + iKs + iCaL + iNaK + iNa + ibNa + iNaCa + ibCa + ipK + ipCa + istim))
    der(Xr1) = 1 '/s'*((xr1i - Xr1)/txr1)
    der(Xr2) = 1 '/s'*((xr2i - Xr2)/txr2)
    der(Xs) = 1 '/s'*((xsi - Xs)/txs)
    der(m) = 1 '/s'*((mi - m)/tm)
    der(h) = 1 '/s'*((hi - h)*(ah + bh))
    der(j) = 1 '/s'*((hi - j)*(aj + bj))
    der(d) = 1 '/s'*((di - d)/td)
    der(f) = 1 '/s'*((fi - f)/tf)
    der(f2) = 1 '/s'*((f2i - f2)/tf2)
    der(fC) = 1 '/s'*((fCi - fC)/tfC)
    der(s) = 1 '/s'*((si - s)/ts)
    der(r) = 1 '/s'*((ri - r)/tr)
    der(Cai) = 1 '/s'*(bufc*((ileak - iup)*0.001094/0.016404 + ixfer - (ibCa + ipCa - 2.0*iNaCa)*CVF*0.5))
    der(CaSR) = 1 '/s'*(bufsr*(iup - irel - ileak))
    der(Cass) = 1 '/s'*(bufss*(-iCaL*0.185/(2.0*0.00005468*96485.3415) + irel*0.001094/0.00005468 - ixfer*0.016404/0.00005468))
    der(Rp) = 1 '/s'*(0.005*(1.0 - Rp) - kk2*Cass*Rp)
    der(Nai) = 1 '/s'*(-(iNa + ibNa + 3.0*iNaK + 3.0*iNaCa)*CVF)
    der(Ki) = 1 '/s'*(-(iK1 + ito + iKr + iKs - 2.0*iNaK + ipK + istim)*CVF)
  `,
  outputs: each(b3States, (name) => ({ is: "the state", equals: name, unit: "1" })),
});
