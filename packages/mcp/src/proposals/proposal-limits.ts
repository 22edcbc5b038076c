/** How long people have to decide. */
export const decisionDays = 7
/** Most proposals that wait for people: more than anybody looks at. */
export const mostWaiting = 200
