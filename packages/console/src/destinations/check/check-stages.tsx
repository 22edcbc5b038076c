import type { DestinationStage } from '@coupa-connector/protocol'
import { Button, Text } from '@mantine/core'
import { Icon, type IconName } from '../../ui/marks/icon.tsx'
import { formatDuration } from '../../ui/words/time-ago.tsx'
import { stageTitle } from '../destination-words.ts'

const marks: Readonly<Record<DestinationStage['status'], { tone: string; icon: IconName; word: string }>> = {
  passed: { tone: 'good', icon: 'check', word: 'Passed' },
  failed: { tone: 'bad', icon: 'cross', word: 'Failed' },
  warning: { tone: 'warning', icon: 'warning', word: 'Warning' },
}

/** What the stages of a check came to, each with what to do where it did not pass. */
export function CheckStages({
  stages,
  onTrust,
}: {
  readonly stages: readonly DestinationStage[]
  /** Takes the key that a server presents; undefined where nothing can be changed. */
  readonly onTrust?: ((hostKey: string) => void) | undefined
}): React.JSX.Element {
  return (
    <ol className="stages" aria-label="Stages">
      {stages.map((stage) => (
        <Stage key={stage.stage} stage={stage} onTrust={onTrust} />
      ))}
    </ol>
  )
}

function Stage({
  stage: { stage, status, message, remedy, code, durationMs },
  onTrust,
}: {
  readonly stage: DestinationStage
  readonly onTrust: ((hostKey: string) => void) | undefined
}): React.JSX.Element {
  const { tone, icon, word } = marks[status]
  const key = stage === 'identify' && status === 'failed' ? presentedKey(message) : undefined
  return (
    <li className="stage" data-status={status}>
      <span className={tone}>
        <Icon name={icon} size={16} />
        <span className="visually-hidden">{word}</span>
      </span>
      <div>
        <Text size="sm" fw={550} component="span">
          {stageTitle(stage)}
        </Text>{' '}
        <Text size="sm" className="muted stage-message" component="span">
          {message}
        </Text>
        {remedy === undefined ? null : (
          <Text size="sm" mt={2}>
            {remedy} {code === undefined ? null : <code className="muted">{code}</code>}
          </Text>
        )}
        {key !== undefined && onTrust ? (
          <Button mt={6} size="compact-sm" variant="light" onClick={() => onTrust(key)}>
            Use this host key
          </Button>
        ) : null}
      </div>
      <span className="muted numbers">{formatDuration(durationMs)}</span>
    </li>
  )
}

/** The fingerprint that a server presents, in the words of a stage that failed. */
function presentedKey(message: string): string | undefined {
  return /SHA256:[A-Za-z0-9+/]{43}/.exec(message)?.[0]
}
