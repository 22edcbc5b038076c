import { PassThrough, Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { systemClock } from '../command/clock.ts'
import type { Context } from '../command/context.ts'
import { readSecret } from './read-secret.ts'

function contextOf(isTerminal: boolean, environment: Readonly<Record<string, string>>, input = ''): Context {
  return {
    stdin: Readable.from([Buffer.from(input)], { objectMode: false }),
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    environment,
    clock: systemClock,
    signal: new AbortController().signal,
    isTerminal: { stdin: isTerminal, stdout: isTerminal, stderr: isTerminal },
  }
}

describe('readSecret', () => {
  it('asks nothing on a terminal when the variable is set', async () => {
    const context = contextOf(true, { TOKEN: 'from the variable' })

    expect(await readSecret('Token', 'TOKEN', context)).toEqual({ value: 'from the variable', from: 'environment' })
    expect((context.stderr as PassThrough).read()).toBeNull()
  })

  it('prefers what is piped in', async () => {
    const given = await readSecret('Token', 'TOKEN', contextOf(false, { TOKEN: 'variable' }, 'piped\n'))

    expect(given).toEqual({ value: 'piped', from: 'standard input' })
  })

  it('refuses what would be refused, and does not repeat it', async () => {
    const validate = () => 'The password has fewer than 12 characters.'

    const refusal = readSecret('Password', 'PASSWORD', contextOf(false, {}, 'short one\n'), { validate })

    await expect(refusal).rejects.toThrow('fewer than 12 characters. It comes from standard input.')
    await expect(refusal).rejects.not.toThrow('short one')
  })
})
