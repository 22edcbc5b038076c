import type { Job, TestReport } from '@coupa-connector/protocol'
import { Button, Code, CopyButton, Stack, Text } from '@mantine/core'
import { Icon } from '../../ui/marks/icon.tsx'
import { FactList } from './fact-list.tsx'
import { detailRows } from './report-facts.ts'
import { supportText } from './support-text.ts'

/** For support: what was seen last. Secrets and tokens were struck out where the test ran. */
export function ReportDetails({ job, report }: { readonly job: Job; readonly report: TestReport }): React.JSX.Element {
  const { body } = report.details
  return (
    <details className="details">
      <summary>Details for support</summary>
      <Stack gap="md" mt="sm">
        <CopyButton value={supportText(job, report)} timeout={2000}>
          {({ copied, copy }) => (
            <Button
              size="compact-sm"
              variant="default"
              style={{ alignSelf: 'flex-start' }}
              leftSection={<Icon name={copied ? 'check' : 'copy'} size={14} />}
              onClick={copy}
            >
              {copied ? 'Copied' : 'Copy for support'}
            </Button>
          )}
        </CopyButton>
        <FactList facts={[...detailRows(report), { what: 'Test', value: job.id }]} />
        {typeof body === 'string' && body !== '' ? (
          <div>
            <Text size="xs" className="muted" mb={4}>
              Start of the response, with secrets removed
            </Text>
            <Code block tabIndex={0} aria-label="Start of the response">
              {body}
            </Code>
          </div>
        ) : null}
      </Stack>
    </details>
  )
}
