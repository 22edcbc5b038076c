import { Group } from '@mantine/core'
import { ChoiceButton } from '../ui/controls/choice-button.tsx'
import type { FailureState } from './failure-queries.ts'

const choices: readonly (readonly [state: FailureState, label: string])[] = [
  ['open', 'Open'],
  ['fixed', 'Fixed'],
  ['dismissed', 'Dismissed'],
]

/** Which failures are shown: those that wait for somebody, or what became of the others. */
export function FailureStateChoices({
  state,
  onChange,
}: {
  readonly state: FailureState
  readonly onChange: (state: FailureState) => void
}): React.JSX.Element {
  return (
    <Group gap={6} role="group" aria-label="State">
      {choices.map(([choice, label]) => (
        <ChoiceButton key={choice} isChosen={state === choice} onClick={() => onChange(choice)}>
          {label}
        </ChoiceButton>
      ))}
    </Group>
  )
}
