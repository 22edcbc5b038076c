import type { Job, TestReport } from '@coupa-connector/protocol'
import { Code, Stack, Text } from '@mantine/core'
import { FactList } from './fact-list.tsx'
import { detailRows } from './report-facts.ts'
import { StageList } from './stage-list.tsx'
import { stagesFromReport } from './stages-model.ts'

/** For support: every stage, and what was seen last. Secrets and tokens were struck out where the test ran. */
export function ReportDetails({ job, report }: { readonly job: Job; readonly report: TestReport }): React.JSX.Element {
  const { body } = report.details
  return (
    <details className="details">
      <summary>Details</summary>
      <Stack gap="md" mt="sm">
        <StageList stages={stagesFromReport(report)} />
        <FactList facts={[...detailRows(report), { what: 'Test', value: job.id }]} />
        {typeof body === 'string' && body !== '' ? (
          <div>
            <Text size="xs" className="muted" mb={4}>
              Beginning of the answer, with secrets struck out
            </Text>
            <Code block tabIndex={0} aria-label="Beginning of the answer">
              {body}
            </Code>
          </div>
        ) : null}
      </Stack>
    </details>
  )
}
