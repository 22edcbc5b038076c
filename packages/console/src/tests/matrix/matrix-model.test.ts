import type { Job, TestReport } from '@coupa-connector/protocol'
import { describe, expect, it } from 'vitest'
import { isUnusualOutcome, matrixRows } from './matrix-model.ts'

const stage = (name: string, durationMs: number, status: TestReport['stages'][number]['status'] = 'passed') => ({
  name,
  status,
  durationMs,
})

function job(name: string, outcome: string | null, stages: TestReport['stages'] = []): Job {
  const report = outcome === null ? null : { outcome, stages, durationMs: 300 }
  return { container: { id: name, name, kind: 'atom' }, node: null, outcome, report } as unknown as Job
}

const rowsOf = (jobs: readonly Job[], differences: Parameters<typeof matrixRows>[1] = []) =>
  matrixRows(jobs, differences, (durationMs) => `${durationMs} ms`)

describe('matrixRows', () => {
  it('has a row for each stage and a cell for each container', () => {
    const jobs = [
      job('A', 'OK', [stage('service-connect', 10), stage('probe:invoices', 40)]),
      job('B', 'HOST_UNREACHABLE', [stage('service-connect', 20, 'failed'), stage('probe', 0, 'skipped')]),
      job('C', 'CONTAINER_OFFLINE', [stage('settings', 0, 'skipped')]),
      job('D', null),
    ]

    const rows = rowsOf(jobs)

    const reached = rows.find(({ label }) => label === 'Coupa reached')
    expect(reached?.cells.map(({ status, text }) => [status, text])).toEqual([
      ['passed', '10 ms'],
      ['failed', '20 ms'],
      ['not-run', ''],
      ['waiting', ''],
    ])
    expect(rows.map(({ label }) => label)).toEqual(expect.arrayContaining(['invoices read', 'Total']))
    expect(rows.find(({ label }) => label === 'Total')?.cells.map(({ text }) => text)).toEqual([
      '300 ms',
      '300 ms',
      '',
      '',
    ])
  })

  it('marks a time only when it is much longer than the shortest', () => {
    const times = (...durations: number[]) =>
      rowsOf(durations.map((durationMs, index) => job(String(index), 'OK', [stage('probe', durationMs)])))
        .find(({ label }) => label === 'Tax Codes read')
        ?.cells.map(({ isUnusual }) => isUnusual)

    expect(times(100, 250)).toEqual([false, false])
    expect(times(5, 30)).toEqual([false, false])
    expect(times(100, 400)).toEqual([false, true])
  })

  it('adds what else differs, and marks the values that are not the common one', () => {
    const jobs = ['A', 'B', 'C'].map((name) => job(name, 'OK'))
    const values = ['A', 'B', 'C'].map((container) => ({ container, value: container === 'C' ? 'none' : 'core.x' }))

    const rows = rowsOf(jobs, [
      { aspect: 'granted scopes', values },
      { aspect: 'latency of probe', values },
    ])

    expect(rows.at(-1)).toMatchObject({
      label: 'Granted scopes',
      cells: [{ isUnusual: false }, { isUnusual: false }, { text: 'none', isUnusual: true }],
    })
  })
})

describe('isUnusualOutcome', () => {
  it('is so for the few that ran, not for the most, nor for what did not run', () => {
    const jobs = [
      { outcome: 'OK' },
      { outcome: 'OK' },
      { outcome: 'TOKEN_TIMEOUT' },
      { outcome: 'CONTAINER_OFFLINE' },
      { outcome: null },
    ]

    expect(jobs.map((each) => isUnusualOutcome(each, jobs))).toEqual([false, false, true, false, false])
  })
})
