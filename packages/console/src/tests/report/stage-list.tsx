import { stageWords } from '@coupa-connector/protocol/stage-words'
import { Text } from '@mantine/core'
import { Icon, type IconName } from '../../ui/marks/icon.tsx'
import { formatDuration } from '../../ui/words/time-ago.tsx'
import { isNotReached, type StageView, type StageViewStatus } from './stages-model.ts'

const looks: Readonly<
  Record<StageViewStatus, { readonly icon: IconName; readonly tone: string; readonly word: string }>
> = {
  waiting: { icon: 'circle', tone: 'quiet', word: 'waiting' },
  running: { icon: 'spinner', tone: '', word: 'running' },
  passed: { icon: 'check', tone: 'good', word: 'passed' },
  warned: { icon: 'warning', tone: 'warning', word: 'passed with a warning' },
  failed: { icon: 'cross', tone: 'bad', word: 'failed' },
  skipped: { icon: 'skip', tone: 'quiet', word: 'skipped' },
}

/** The stages of a test in their order, each with how it went and how long it took. */
export function StageList({ stages }: { readonly stages: readonly StageView[] }): React.JSX.Element {
  return (
    <ol className="stages">
      {stages.map((stage) => (
        <Stage key={stage.name} stage={stage} />
      ))}
    </ol>
  )
}

function Stage({ stage }: { readonly stage: StageView }): React.JSX.Element {
  const { name, status, durationMs, note } = stage
  const { icon, tone, word } = looks[status]
  const isQuiet = status === 'waiting' || status === 'skipped'
  return (
    <li className="stage" data-status={status}>
      <span className={tone}>
        <Icon name={icon} size={16} className={status === 'running' ? 'spin' : ''} />
      </span>
      <span className={isQuiet ? 'muted' : ''}>
        {stageWords(name, formOf(status))}
        <span className="visually-hidden">: {isNotReached(stage) ? 'not reached' : word}</span>
        {note && isForPeople(note) ? (
          <Text component="span" size="xs" className="muted" display="block">
            {note}
          </Text>
        ) : null}
      </span>
      <Text component="span" size="xs" className="muted numbers">
        {durationMs === null || status === 'skipped' ? '' : formatDuration(durationMs)}
      </Text>
    </li>
  )
}

/** The code of the outcome stands above, in words. */
function isForPeople(note: string): boolean {
  return note !== 'not reached' && !/^[A-Z_]+$/.test(note)
}

function formOf(status: StageViewStatus): Parameters<typeof stageWords>[1] {
  if (status === 'failed' || status === 'running' || status === 'waiting') return status
  return status === 'skipped' ? 'waiting' : 'ended'
}
