import { Button, Group, Text } from '@mantine/core'
import { Icon } from '../../ui/marks/icon.tsx'
import type { FieldFindings, Finding } from './findings.ts'

/** The text of a problem for the input that it belongs to. */
export function problemText(findings: FieldFindings | undefined): string | undefined {
  const problem = findings?.problem
  return problem && [problem.message, problem.suggestion].filter(Boolean).join(' ')
}

/** Remarks about a value, with the values that would mend it, each one click away. */
export function FieldNotes({
  label,
  findings,
  isReadOnly,
  onTake,
}: {
  readonly label: string
  readonly findings: FieldFindings | undefined
  readonly isReadOnly: boolean
  readonly onTake: (value: string) => void
}): React.JSX.Element | null {
  const problem = findings?.problem
  const notices = findings?.notices ?? []
  if (!problem?.suggestedValue && notices.length === 0) return null
  return (
    <div aria-live="polite">
      {problem ? <TakeButton label={label} finding={problem} isReadOnly={isReadOnly} onTake={onTake} /> : null}
      {notices.map((notice) => (
        <Group key={notice.message} gap={6} mt={6} wrap="nowrap" align="flex-start">
          <span className="warning" style={{ paddingTop: 2 }}>
            <Icon name="warning" size={15} />
          </span>
          <div>
            <Text size="sm">{notice.message}</Text>
            <TakeButton label={label} finding={notice} isReadOnly={isReadOnly} onTake={onTake} />
          </div>
        </Group>
      ))}
    </div>
  )
}

function TakeButton({
  label,
  finding,
  isReadOnly,
  onTake,
}: {
  readonly label: string
  readonly finding: Finding
  readonly isReadOnly: boolean
  readonly onTake: (value: string) => void
}): React.JSX.Element | null {
  const { suggestedValue } = finding
  if (suggestedValue === undefined || isReadOnly) return null
  return (
    <Button
      mt={6}
      size="compact-sm"
      variant="light"
      aria-label={`Use ${suggestedValue} as ${label}`}
      className="take-button"
      onClick={() => onTake(suggestedValue)}
    >
      Use {suggestedValue}
    </Button>
  )
}
