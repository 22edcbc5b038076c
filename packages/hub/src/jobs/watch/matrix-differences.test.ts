import type { Job, TestReport } from '@coupa-connector/protocol'
import { describe, expect, it } from 'vitest'
import { testReport } from '../../testing/job-world.ts'
import { findDifferences } from './matrix-differences.ts'

function job(container: string, report: Partial<TestReport>): Job {
  return {
    container: { id: null, name: container, kind: 'atom' },
    node: null,
    report: { ...testReport(), ...report },
  } as Job
}

function stage(name: string, durationMs: number, note?: string): TestReport['stages'][number] {
  return { name, status: 'passed', durationMs, ...(note === undefined ? {} : { note }) }
}

describe('findDifferences', () => {
  it('finds none between reports that say the same', () => {
    expect(findDifferences([job('A', { durationMs: 100 }), job('B', { durationMs: 120 })])).toEqual([])
  })

  it('leaves out a test that did not run, and times that are not far apart', () => {
    const jobs = [
      job('A', { stages: [stage('service-connect', 100)] }),
      job('B', { stages: [stage('service-connect', 250)], durationMs: 9000 }),
      job('C', { outcome: 'CONTAINER_OFFLINE', stage: 'settings', durationMs: 0 }),
    ]

    expect(findDifferences(jobs)).toEqual([])
  })

  it('finds what is not the same: outcome, times, encryption, clock', () => {
    const differences = findDifferences([
      job('A', { durationMs: 100, stages: [stage('service-connect', 20), stage('service-tls', 30, 'TLSv1.3')] }),
      job('B', {
        outcome: 'SERVICE_TIMEOUT',
        durationMs: 900,
        stages: [stage('service-connect', 300), stage('service-tls', 40, 'TLSv1.2')],
        warnings: [{ code: 'CLOCK_DIFFERENCE', message: 'The clock is 3 min slow.' }],
      }),
    ])

    expect(differences.map(({ aspect }) => aspect)).toEqual([
      'outcome',
      'latency of service-connect',
      'encryption in service-tls',
      'clock',
    ])
    expect(differences.at(-1)?.values).toEqual([
      { container: 'A', value: 'none' },
      { container: 'B', value: 'The clock is 3 min slow.' },
    ])
  })
})
