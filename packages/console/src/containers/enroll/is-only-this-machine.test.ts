import { expect, it } from 'vitest'
import { isOnlyThisMachine } from './is-only-this-machine.ts'

it('knows addresses that only the hub itself can reach', () => {
  expect(['http://127.0.0.1:8090', 'http://localhost', 'http://[::1]:8090'].every(isOnlyThisMachine)).toBe(true)
  expect(['https://hub.example.com', 'https://10.0.0.5'].some(isOnlyThisMachine)).toBe(false)
})
