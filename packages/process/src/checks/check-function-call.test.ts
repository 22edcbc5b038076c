import { expect, test } from 'vitest'
import { checkFunctionCall, type FunctionCall } from './check-function-call.ts'

const calls: readonly (readonly [FunctionCall, string])[] = [
  ['trimm', 'names the function trimm'],
  ['cut', 'gives cut no argument'],
  ['zone', 'gives zone no argument'],
  [{ zone: 'Berlin' }, 'gives zone the argument "Berlin"'],
  [{ date: 'Mars/Olympus' }, 'gives date the argument'],
  [{ cut: '20' }, 'gives cut the argument "20"'],
  [{ pad: { length: 5, with: '' } }, 'gives pad the argument'],
  [{ replace: ['', 'x'] }, 'gives replace the argument'],
  [{ trim: 5 }, 'takes none'],
]

test.each(calls)('%j is refused before it runs', (call, message) => {
  expect(checkFunctionCall(call)?.message).toContain(message)
})

test.each([
  'trim',
  'date',
  { cut: 20 },
  { zone: 'organization' },
  { bool: ['Y', 'N'] },
  { pad: 10 },
  { replace: ['-', ''] },
])('%j is accepted', (call) => {
  expect(checkFunctionCall(call as FunctionCall)).toBeUndefined()
})
