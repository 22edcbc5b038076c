import { NetworkError, PagingError, QueryInvalidError, SettingsError } from '@coupa-connector/connector'
import { describe, expect, it } from 'vitest'
import { describeError } from './report-error.ts'

describe('what is said of an error', () => {
  it('names the options of the command line where the library names its own', async () => {
    const network = { method: 'GET', url: 'https://x', delivery: 'unknown' } as const
    const suggestion = 'as a program would do it'
    const late = new NetworkError(
      'late',
      { ...network, failure: 'headers-timeout' },
      { suggestion, advice: ['ask-for-less', 'allow-more-time'] },
    )
    const unknown = new QueryInvalidError(
      { resource: 'invoices', argument: 'stauts', reason: 'no such field' },
      { suggestion, advice: ['allow-unknown-fields'] },
    )
    const moving = new PagingError(
      { resource: 'invoices', reason: 'it moves' },
      { suggestion, advice: ['tell-loop-changes-set'] },
    )

    const texts = await Promise.all([late, unknown, moving].map(async (error) => (await describeError(error)).text))

    expect(texts[0]).toContain('Try again, or: Ask for less with --fields and --limit.')
    expect(texts[1]).toContain('--allow-unknown-fields lets any name pass')
    expect(texts[2]).toContain('Leave --order-by out')
    for (const text of texts) expect(text).not.toContain(suggestion)
  })

  it('is the advice of the library where that names no option', async () => {
    const error = new NetworkError(
      'refused',
      { method: 'GET', url: 'https://x', delivery: 'not-sent', failure: 'refused' },
      { suggestion: 'Check the host and the port.' },
    )

    expect(await describeError(error)).toEqual({ text: 'refused\nCheck the host and the port.', exitCode: 1 })
  })

  it('holds no control sequence that an error brings along', async () => {
    const { text } = await describeError(new Error('refused: \u001b[2J\u001b]0;title\u0007cleared\u009b31m'))

    expect(text).toBe('Error: refused: cleared')
  })

  it('names the variable of each setting that is wrong', async () => {
    const problems = [{ field: 'url', label: 'URL', message: 'URL is missing.', suggestion: 'Give it.' }]

    const { text, exitCode } = await describeError(new SettingsError({ problems }))

    expect(text).toContain('URL (COUPA_URL): URL is missing. Give it.')
    expect(exitCode).toBe(2)
  })
})
