/** What a rule says without a setting of the account. */
export interface AlertRuleDefault {
  /** For a list of rules: what happened. */
  readonly title: string
  /** When it alerts, in a sentence; `{n}` is the threshold. */
  readonly description: string
  /** What it is about. */
  readonly subject: 'deployment' | 'connection'
  readonly severity: 'error' | 'warning' | 'info'
  readonly isOn: boolean
  /** What the number of the rule counts; null for a rule without one. */
  readonly threshold: {
    readonly unit: 'failures' | 'runs' | 'intervals' | 'hours' | 'percent' | 'tests'
    readonly value: number
    readonly minimum: number
    readonly maximum: number
  } | null
}

const hours = (value: number) => ({ unit: 'hours', value, minimum: 1, maximum: 8760 }) as const

/** The rules of alerts, in the order in which people read them, with what applies when nobody has set anything. */
const alertRuleDefaults = {
  'run-failed': {
    title: 'Run failed',
    description: 'A run ended without success.',
    subject: 'deployment',
    severity: 'error',
    isOn: true,
    threshold: null,
  },
  'run-partial': {
    title: 'Run partial',
    description: 'A run set aside at least {n} of its records and delivered the others.',
    subject: 'deployment',
    severity: 'warning',
    isOn: true,
    threshold: { unit: 'failures', value: 1, minimum: 1, maximum: 1_000_000 },
  },
  'failures-in-a-row': {
    title: 'Failures in a row',
    description: '{n} runs in a row have failed.',
    subject: 'deployment',
    severity: 'error',
    isOn: true,
    threshold: { unit: 'runs', value: 3, minimum: 2, maximum: 1000 },
  },
  'run-recovered': {
    title: 'Recovered',
    description: 'The cause of an alert is gone: a run succeeded again, or is no longer late.',
    subject: 'deployment',
    severity: 'info',
    isOn: true,
    threshold: null,
  },
  'no-success': {
    title: 'No successful run',
    description: 'The process was due {n} times in a row and did not succeed.',
    subject: 'deployment',
    severity: 'error',
    isOn: true,
    threshold: { unit: 'intervals', value: 3, minimum: 1, maximum: 1000 },
  },
  lag: {
    title: 'Lag',
    description: 'The last successful run began more than {n} h ago, and more than two intervals of the schedule ago.',
    subject: 'deployment',
    severity: 'warning',
    isOn: true,
    threshold: hours(4),
  },
  'waiting-answers': {
    title: 'Waiting answers',
    description: 'Records were delivered more than {n} h ago, and their consumer has not answered.',
    subject: 'deployment',
    severity: 'warning',
    isOn: true,
    threshold: hours(24),
  },
  'nothing-delivered': {
    title: 'Nothing delivered',
    description: 'Nothing was delivered for {n} h, unlike at this time of the week in the last four weeks.',
    subject: 'deployment',
    severity: 'warning',
    isOn: false,
    threshold: hours(24),
  },
  'confirmation-needed': {
    title: 'Confirmation needed',
    description: 'A run stopped because a person has to confirm what it is about to do.',
    subject: 'deployment',
    severity: 'error',
    isOn: true,
    threshold: null,
  },
  'organization-changed': {
    title: 'Organization changed',
    description: 'A run stopped because the URL leads to another organization than before.',
    subject: 'deployment',
    severity: 'error',
    isOn: true,
    threshold: null,
  },
  'mostly-quarantined': {
    title: 'Mostly set aside',
    description: 'A run set aside more than {n} % of what it read.',
    subject: 'deployment',
    severity: 'error',
    isOn: true,
    threshold: { unit: 'percent', value: 80, minimum: 1, maximum: 99 },
  },
  'monitoring-behind': {
    title: 'Coupa monitoring behind',
    description: "Coupa's integration monitoring does not accept the reports of runs.",
    subject: 'deployment',
    severity: 'warning',
    isOn: true,
    threshold: null,
  },
  'connection-failing': {
    title: 'Connection failing',
    description: 'A connection that had passed its test no longer passes.',
    subject: 'connection',
    severity: 'error',
    isOn: true,
    threshold: null,
  },
  'connection-recovered': {
    title: 'Connection recovered',
    description: 'A connection passes its test again.',
    subject: 'connection',
    severity: 'info',
    isOn: true,
    threshold: null,
  },
  'connection-drift': {
    title: 'Connection changed',
    description: 'A test passed with other scopes, another token lifetime or new warnings than the test before.',
    subject: 'connection',
    severity: 'warning',
    isOn: true,
    threshold: null,
  },
  'schema-drift': {
    title: 'Fields changed',
    description:
      'The fields of an organization were read again, and some came, went or changed their type, or the values of a lookup differ.',
    subject: 'connection',
    severity: 'warning',
    isOn: true,
    threshold: null,
  },
  'connection-not-tested': {
    title: 'Connection not tested',
    description:
      'Scheduled tests in a row could not be run, {n} of them, for example because the container was offline.',
    subject: 'connection',
    severity: 'warning',
    isOn: true,
    threshold: { unit: 'tests', value: 3, minimum: 1, maximum: 1000 },
  },
} as const satisfies Readonly<Record<string, AlertRuleDefault>>

export type AlertRuleName = keyof typeof alertRuleDefaults

/** The names of the rules, in the order of the table. */
export const alertRuleNames: readonly [AlertRuleName, ...AlertRuleName[]] = Object.keys(alertRuleDefaults) as [
  AlertRuleName,
  ...AlertRuleName[],
]

/** What a rule says, as the table has it. */
export function alertRuleDefault(rule: AlertRuleName): AlertRuleDefault {
  return alertRuleDefaults[rule]
}
