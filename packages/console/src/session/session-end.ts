import { createFlag } from '../api/flag.ts'

/** Set when the hub no longer knows the session of the person at the page. */
export const sessionHasEnded = createFlag()
