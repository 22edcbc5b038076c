import { expect, test } from 'vitest'
import { stageWords } from './stage-words.ts'

test.each([
  ['token-connect', 'waiting', 'Reaching the token server'],
  ['token-connect', 'running', 'Reaching the token server'],
  ['token-connect', 'ended', 'Token server reached'],
  ['token-connect', 'failed', 'Token server not reached'],
  ['probe:suppliers/7/addresses', 'ended', 'suppliers/7/addresses read'],
  ['probe:invoices', 'failed', 'invoices not read'],
] as const)('the stage %s that is %s reads "%s"', (name, status, words) => {
  expect(stageWords(name, status)).toBe(words)
})
