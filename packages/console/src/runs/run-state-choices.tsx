import { Group } from '@mantine/core'
import { ChoiceButton } from '../ui/controls/choice-button.tsx'
import type { IconName } from '../ui/marks/icon.tsx'
import type { RunWords } from './run-filter.ts'

const choices: readonly { readonly state: string; readonly label: string; readonly icon: IconName }[] = [
  { state: 'running', label: 'Running', icon: 'play' },
  { state: 'waiting', label: 'Waiting', icon: 'clock' },
  { state: 'failed', label: 'Failed', icon: 'cross' },
  { state: 'partial', label: 'Partly succeeded', icon: 'warning' },
  { state: 'succeeded', label: 'Succeeded', icon: 'check' },
  { state: 'skipped', label: 'Skipped', icon: 'skip' },
]

/** Narrows runs to a state or an outcome. */
export function RunStateChoices<Words extends RunWords>({
  words,
  onChange,
}: {
  readonly words: Words
  readonly onChange: (words: Words) => void
}): React.JSX.Element {
  return (
    <Group gap={6} role="group" aria-label="State">
      <ChoiceButton isChosen={words.state === undefined} onClick={() => onChange({ ...words, state: undefined })}>
        All
      </ChoiceButton>
      {choices.map(({ state, label, icon }) => (
        <ChoiceButton
          key={state}
          icon={icon}
          isChosen={words.state === state}
          onClick={() => onChange({ ...words, state: words.state === state ? undefined : state })}
        >
          {label}
        </ChoiceButton>
      ))}
    </Group>
  )
}
