import type { ConnectionType, HubOutcomeFacts, HubTestOutcome, TestReport } from '@coupa-connector/protocol'

export interface HubReportFacts extends HubOutcomeFacts {
  /** ISO 8601. */
  readonly startedAt: string
  readonly durationMs?: number | undefined
  /** Where it ended. Default: `settings`, before anything was sent. */
  readonly stage?: string | undefined
  /** Stages that the node had told of. */
  readonly stages?: TestReport['stages'] | undefined
  /** A sentence that is added to the message of the outcome. */
  readonly addition?: string | undefined
}

/** The report of a test that a container did not start or did not finish, in the form of the connector's reports. */
export function createHubReport(
  { describeOutcome, fields, stages: stageNames }: ConnectionType,
  outcome: HubTestOutcome,
  { startedAt, durationMs = 0, stage = 'settings', stages = [], addition, ...facts }: HubReportFacts,
): TestReport {
  const { title, message, remedy, retry } = describeOutcome(outcome, facts)
  const known = new Map(stages.map((each) => [each.name, each]))
  const hasStarted = stages.length > 0 || stage !== 'settings'
  return {
    outcome,
    stage,
    title,
    message: addition === undefined ? message : `${message} ${addition}`,
    remedy,
    retry,
    grantedScopes: [],
    missingScopes: [],
    stages: stageNames.map(
      (name) =>
        known.get(name) ?? {
          name,
          status: name === stage && (hasStarted || outcome === 'SETTINGS_INVALID') ? 'failed' : 'skipped',
          durationMs: 0,
          note: name === stage && hasStarted ? 'not finished' : 'not reached',
        },
    ),
    probes: [],
    unknownProbes: [],
    problems: (facts.problems ?? []).map((problem) => {
      const label = fields.find(({ name }) => name === problem.field)?.label
      return label === undefined ? { ...problem } : { ...problem, label }
    }),
    warnings: [],
    startedAt,
    durationMs,
    details: {},
  }
}
