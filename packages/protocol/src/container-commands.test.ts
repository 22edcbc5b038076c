import { describe, expect, it } from 'vitest'
import { containerCommands } from './container-commands.ts'

describe('the command lines for another machine', () => {
  const hubUrl = 'https://hub.example.com'
  const runWith = (name: string) => containerCommands({ hubUrl, kind: 'atom', name }).run

  it('download the program from the hub, check it, enroll and run what was named', () => {
    const url = 'https://hub.example.com/container/coupa-connector-container.mjs'
    expect(containerCommands({ hubUrl, kind: 'atom', name: 'plant-7' })).toEqual({
      download: `curl -fsSO ${url} && curl -fsS ${url}.sha256 | sha256sum -c`,
      enroll: 'node coupa-connector-container.mjs enroll --hub https://hub.example.com --kind atom --name plant-7',
      run: 'node coupa-connector-container.mjs run --name plant-7',
    })
  })

  it('leave the name to the machine where none is given', () => {
    expect(containerCommands({ hubUrl, kind: 'cloud' }).run).toBe('node coupa-connector-container.mjs run')
  })

  it('quote names so that shells leave them as they are', () => {
    expect(runWith('Plant 7')).toMatch(/ --name "Plant 7"$/)
    expect(runWith("Anna's")).toMatch(/ --name "Anna's"$/)
    expect(runWith('a;b&c')).toMatch(/ --name "a;b&c"$/)
    expect(runWith('see `date`')).toMatch(/ --name 'see `date`'$/)
    expect(runWith("it's here!")).toMatch(/ --name 'it'\\''s here!'$/)
    expect(runWith('-v')).toMatch(/ --name=-v$/)
  })
})
