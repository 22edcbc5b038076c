import { expect, it } from 'vitest'
import { areOfUse, firstSteps } from './first-steps.ts'

const facts = { connections: 1, counts: { verified: 1 }, processes: 1, containers: 1, hasLooked: true, isAlone: true }

it.each([
  ['an administrator who can still invite people', facts, true, true],
  ['an operator who may do none of what is left', facts, false, false],
  ['a viewer of an account in which there is nothing', { ...facts, connections: 0, counts: {} }, false, true],
  ['nobody, when all is done', { ...facts, containers: 2, isAlone: false }, true, false],
])('first steps are shown where they help: %s', (_who, given, mayDo, isShown) => {
  expect(areOfUse(firstSteps(given), () => mayDo)).toBe(isShown)
})
