import { type Client, type JobEvent, ProblemError } from '@coupa-connector/protocol'
import { describe, expect, it } from 'vitest'
import { followJob } from './follow-job.ts'

const event = (sequence: number, type: 'progress' | 'finished' = 'progress'): JobEvent => ({
  sequence,
  at: '2026-01-01T00:00:00.000Z',
  type,
  data: {},
})
const refusal = (status: number) =>
  new ProblemError(
    { type: 'about:blank', code: 'NOT_FOUND', status, title: '', detail: '', requestId: '' },
    { method: 'GET', path: '/' },
  )

interface Script {
  /** Undefined: it never gives anything. */
  readonly stream?: (() => Iterable<JobEvent>) | undefined
  readonly answers?: (() => { items: JobEvent[]; isFinished: boolean })[]
}

function follow({ stream, answers = [] }: Script) {
  const afters: number[] = []
  const ended = new AbortController()
  let pollings = 0
  const client = {
    stream: async function* (_id: string, { signal }: { signal: AbortSignal }) {
      signal.throwIfAborted()
      if (stream) yield* stream()
      else await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    },
    call: async (_id: string, { query }: { query: { after: number } }) => {
      afters.push(query.after)
      const answer = answers.shift()
      if (!answer) throw new Error('asked once too often')
      return { body: answer() }
    },
  } as unknown as Pick<Client, 'call' | 'stream'>
  const sleep = async (): Promise<void> => {}
  const events = followJob({
    client,
    account: 'a',
    job: 'j',
    signal: ended.signal,
    sleep,
    onPolling: () => pollings++,
  })
  return { events, afters, ended, pollings: () => pollings }
}

async function sequences(events: AsyncIterable<JobEvent>): Promise<number[]> {
  const found: number[] = []
  for await (const { sequence } of events) found.push(sequence)
  return found
}

describe('followJob', () => {
  it('gives the events of the stream until the last one', async () => {
    const { events, afters, pollings } = follow({ stream: () => [event(1), event(2), event(3, 'finished')] })

    expect(await sequences(events)).toEqual([1, 2, 3])
    expect([afters, pollings()]).toEqual([[], 0])
  })

  it('asks where the stream is held back', async () => {
    const { events, pollings } = follow({
      answers: [() => ({ items: [event(1)], isFinished: false }), () => ({ items: [event(2)], isFinished: true })],
    })

    expect(await sequences(events)).toEqual([1, 2])
    expect(pollings()).toBe(1)
  })

  it('goes on by asking behind the last event of a stream that broke', async () => {
    const { events, afters } = follow({
      stream: function* () {
        yield event(1)
        yield event(2)
        throw new TypeError('network')
      },
      answers: [() => ({ items: [event(3)], isFinished: true })],
    })

    expect(await sequences(events)).toEqual([1, 2, 3])
    expect(afters).toEqual([2])
  })

  it('waits an outage out', async () => {
    const down = () => {
      throw new TypeError('network')
    }
    const busy = () => {
      throw refusal(503)
    }
    const { events, afters } = follow({
      stream: down,
      answers: [down, busy, () => ({ items: [event(1)], isFinished: true })],
    })

    expect(await sequences(events)).toEqual([1])
    expect(afters).toEqual([0, 0, 0])
  })

  it('throws what the hub refuses for good', async () => {
    const gone = () => {
      throw refusal(404)
    }

    await expect(sequences(follow({ stream: gone }).events)).rejects.toMatchObject({ status: 404 })
    await expect(sequences(follow({ answers: [gone] }).events)).rejects.toMatchObject({ status: 404 })
  })

  it('ends without an error when nobody looks any more', async () => {
    const { events, ended } = follow({})
    ended.abort()

    expect(await sequences(events)).toEqual([])
  })
})
