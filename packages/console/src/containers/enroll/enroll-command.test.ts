import { describe, expect, it } from 'vitest'
import { enrollCommand, isOnlyThisMachine, runCommand } from './enroll-command.ts'

describe('the command lines', () => {
  const hubUrl = 'https://hub.example.com'

  it('enrol and run what was named', () => {
    expect(enrollCommand({ hubUrl, kind: 'atom', name: 'plant-7' })).toBe(
      'npx coupa-connector container enroll --hub https://hub.example.com --kind atom --name plant-7',
    )
    expect(runCommand({ name: 'plant-7' })).toBe('npx coupa-connector container run --name plant-7')
  })

  it('quote names so that shells leave them as they are', () => {
    expect(runCommand({ name: 'Plant 7' })).toMatch(/ --name "Plant 7"$/)
    expect(runCommand({ name: "Anna's" })).toMatch(/ --name "Anna's"$/)
    expect(runCommand({ name: 'a;b&c' })).toMatch(/ --name "a;b&c"$/)
    expect(runCommand({ name: 'see `date`' })).toMatch(/ --name 'see `date`'$/)
    expect(runCommand({ name: "it's here!" })).toMatch(/ --name 'it'\\''s here!'$/)
    expect(runCommand({ name: '-v' })).toMatch(/ --name=-v$/)
  })

  it('know addresses that only the hub itself can reach', () => {
    expect(['http://127.0.0.1:8090', 'http://localhost', 'http://[::1]:8090'].every(isOnlyThisMachine)).toBe(true)
    expect(['https://hub.example.com', 'https://10.0.0.5'].some(isOnlyThisMachine)).toBe(false)
  })
})
