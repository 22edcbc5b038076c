// Property tests draw the same examples in every run, so that a failure is the change's and not the draw's. New examples
// are looked for on purpose: `PROPERTY_SEED=random npm test`, or a number to repeat one.
import { configureGlobal, readConfigureGlobal } from 'fast-check'

const wanted = process.env.PROPERTY_SEED ?? '20260101'
if (wanted !== 'random') configureGlobal({ ...readConfigureGlobal(), seed: Number(wanted) })
