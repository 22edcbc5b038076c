import type { Job, TestReport } from '@coupa-connector/protocol'
import { Group, List, Stack, Text, Title } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { Icon, type IconName } from '../../ui/marks/icon.tsx'
import { TimeAgo } from '../../ui/words/time-ago.tsx'
import { FactList } from './fact-list.tsx'
import { ReportDetails } from './report-details.tsx'
import { provenFacts, runFacts } from './report-facts.ts'
import { StageList } from './stage-list.tsx'
import { stagesFromReport } from './stages-model.ts'
import { isPassed, verdictOf } from './verdict.ts'

/** What came of a test: what was proven, or what happened and what to do about it. */
export function TestReportView({
  job,
  actions,
  takesFocus = false,
  headingOrder = 2,
}: {
  readonly job: Job
  /** Below the result. */
  readonly actions?: React.ReactNode
  /** Whether the heading takes the focus when it appears: where a person has waited for it. */
  readonly takesFocus?: boolean
  readonly headingOrder?: 2 | 3
}): React.JSX.Element | null {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (takesFocus) heading.current?.focus()
  }, [takesFocus])
  const { report } = job
  if (!report) return null
  const look = lookOf(report)
  return (
    <Stack gap="md">
      <Group gap="sm" align="flex-start" wrap="nowrap">
        <span className={`result-icon ${look.tone}`}>
          <Icon name={look.icon} size={22} />
        </span>
        <div>
          <Title order={headingOrder} size="h2" ref={heading} tabIndex={-1} className="result-heading">
            <span className="visually-hidden">{look.word}: </span>
            {report.title}
          </Title>
          <Text size="xs" className="muted">
            {job.finishedAt ? <TimeAgo at={job.finishedAt} /> : null}, from {job.container.name}, run by{' '}
            {job.requestedBy.name}
          </Text>
        </div>
      </Group>
      {isPassed(report.outcome) ? <Passed report={report} /> : <Failed report={report} />}
      {report.warnings.length > 0 ? <Warnings report={report} /> : null}
      {actions ? <Group gap="xs">{actions}</Group> : null}
      {isShown(report) ? <StageList stages={stagesFromReport(report)} /> : null}
      <FactList facts={runFacts(job, report)} />
      <ReportDetails job={job} report={report} />
    </Stack>
  )
}

function Passed({ report }: { readonly report: TestReport }): React.JSX.Element {
  return (
    <>
      <Text size="sm">{report.message}</Text>
      <FactList facts={provenFacts(report)} isProven />
      {report.outcome === 'OK_DEPRECATED_AUTH' ? <Text size="sm">{report.remedy}</Text> : null}
    </>
  )
}

function Failed({ report }: { readonly report: TestReport }): React.JSX.Element {
  const { problems, missingScopes, probes } = report
  const failedProbes = probes.filter(({ outcome }) => !isPassed(outcome))
  return (
    <>
      <Section title="What happened">
        {problems.length > 0 ? (
          <List size="sm" spacing={2}>
            {problems.map(({ field, label, message }) => (
              <List.Item key={`${field} ${message}`}>
                {message.includes(label ?? field) ? message : `${label ?? field}: ${message}`}
              </List.Item>
            ))}
          </List>
        ) : (
          <Text size="sm">{report.message}</Text>
        )}
      </Section>
      {missingScopes.length > 0 ? (
        <Section title="Missing scopes">
          <List size="sm">
            {missingScopes.map((scope) => (
              <List.Item key={scope}>
                <span className="mono">{scope}</span>
              </List.Item>
            ))}
          </List>
        </Section>
      ) : null}
      {failedProbes.length > 1 ? (
        <Section title="Resources that could not be read">
          <List size="sm">
            {failedProbes.map(({ resource, message }) => (
              <List.Item key={resource}>{message}</List.Item>
            ))}
          </List>
        </Section>
      ) : null}
      <Section title="What to do">
        <Text size="sm">{report.remedy}</Text>
      </Section>
    </>
  )
}

function Warnings({ report }: { readonly report: TestReport }): React.JSX.Element {
  return (
    <Section title={report.warnings.length === 1 ? 'Note' : 'Notes'}>
      <List size="sm" spacing={2}>
        {report.warnings.map(({ code, message }) => (
          <List.Item key={`${code} ${message}`}>{message}</List.Item>
        ))}
      </List>
    </Section>
  )
}

function Section({
  title,
  children,
}: {
  readonly title: string
  readonly children: React.ReactNode
}): React.JSX.Element {
  return (
    <div>
      <Text size="sm" fw={600} mb={2}>
        {title}
      </Text>
      {children}
    </div>
  )
}

/** Without any stage that ran there is nothing to list. */
function isShown({ outcome, stages }: TestReport): boolean {
  return verdictOf(outcome) !== 'not-run' && stages.some(({ status }) => status !== 'skipped')
}

function lookOf({ outcome }: TestReport): { readonly icon: IconName; readonly tone: string; readonly word: string } {
  if (outcome === 'OK') return { icon: 'check', tone: 'good', word: 'Passed' }
  if (outcome === 'OK_DEPRECATED_AUTH') return { icon: 'warning', tone: 'warning', word: 'Passed' }
  if (outcome === 'CANCELLED') return { icon: 'stop', tone: 'quiet', word: 'Canceled' }
  if (verdictOf(outcome) === 'not-run') return { icon: 'skip', tone: 'quiet', word: 'Not run' }
  return { icon: 'cross', tone: 'bad', word: 'Failed' }
}
