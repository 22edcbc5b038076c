import { isNotRun, type Job, type ResponseOf, type Routes, type TestReport } from '@coupa-connector/protocol'

export type Difference = ResponseOf<Routes['tests.matrix']>['differences'][number]

/** Times always differ. A difference is worth reporting when it is at least this large, and this many times the least. */
const notableMs = 50
const notableFactor = 3

/** What differs between the places where a test ran: outcome, latency, encryption and certificates, clocks. */
export function findDifferences(jobs: readonly Job[]): Difference[] {
  const finished = jobs.flatMap(({ container, node, report }) =>
    report === null || isNotRun(report.outcome)
      ? []
      : [{ name: node === null ? container.name : `${container.name} (${node.name})`, report }],
  )
  if (finished.length < 2) return []
  const compare = (
    aspect: string,
    read: (report: TestReport) => string | undefined,
    differs: (values: readonly (string | undefined)[]) => boolean = (values) => new Set(values).size > 1,
  ): Difference[] => {
    const values = finished.map(({ name, report }) => ({ container: name, value: read(report) }))
    if (!differs(values.map(({ value }) => value))) return []
    return [{ aspect, values: values.map(({ container, value }) => ({ container, value: value ?? 'none' })) }]
  }
  return [
    ...compare('outcome', ({ outcome }) => outcome),
    ...compare('stage', ({ stage }) => stage),
    ...compare('granted scopes', ({ grantedScopes }) => [...grantedScopes].sort().join(' ') || undefined),
    ...latencyStages.flatMap((stage) =>
      compare(`latency of ${stage}`, (report) => durationOf(report, stage), areFarApart),
    ),
    ...tlsStages.flatMap((stage) => compare(`encryption in ${stage}`, (report) => noteOf(report, stage))),
    ...compare('network', ({ details }) => network(details)),
    ...compare('certificate', (report) => warning(report, 'CERTIFICATE_EXPIRES')),
    ...compare('clock', (report) => warning(report, 'CLOCK_DIFFERENCE')),
  ]
}

const latencyStages = ['token-connect', 'token-tls', 'service-connect', 'service-tls'] as const
const tlsStages = ['token-tls', 'service-tls'] as const

function areFarApart(values: readonly (string | undefined)[]): boolean {
  const times = values.flatMap((value) => (value === undefined ? [] : [Number.parseFloat(value)]))
  const [least, most] = [Math.min(...times), Math.max(...times)]
  return times.length > 1 && most - least >= notableMs && most >= notableFactor * least
}

function durationOf({ stages }: TestReport, name: string): string | undefined {
  const stage = stages.find((candidate) => candidate.name === name && candidate.status !== 'skipped')
  return stage && milliseconds(stage.durationMs)
}

/** The stage by its status and note: what the connector says of protocol and certificate. */
function noteOf({ stages }: TestReport, name: string): string | undefined {
  const stage = stages.find((candidate) => candidate.name === name)
  if (!stage) return undefined
  return stage.note === undefined ? stage.status : `${stage.status}: ${stage.note}`
}

function network(details: Record<string, unknown>): string | undefined {
  const { networkFailure, network: facts } = details
  if (networkFailure === undefined && facts === undefined) return undefined
  return [networkFailure, facts === undefined ? undefined : JSON.stringify(facts)].filter(Boolean).join(' ')
}

function warning({ warnings }: TestReport, code: string): string | undefined {
  const found = warnings.filter((each) => each.code === code)
  return found.length === 0 ? undefined : found.map(({ message }) => message).join(' ')
}

function milliseconds(durationMs: number): string {
  return `${Math.round(durationMs)} ms`
}
