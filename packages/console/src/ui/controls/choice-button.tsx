import { Button } from '@mantine/core'
import { Icon, type IconName } from '../marks/icon.tsx'
import { withThousands } from '../words/numbers.ts'

/** One of a few choices that narrow a list, pressed while it holds. */
export function ChoiceButton({
  isChosen,
  count,
  icon,
  onClick,
  children,
}: {
  readonly isChosen: boolean
  /** How many there are of it, where that is known. */
  readonly count?: number | undefined
  readonly icon?: IconName | undefined
  readonly onClick: () => void
  readonly children: string
}): React.JSX.Element {
  return (
    <Button
      size="compact-sm"
      radius="xl"
      variant={isChosen ? 'filled' : 'default'}
      aria-pressed={isChosen}
      leftSection={icon ? <Icon name={icon} size={13} /> : undefined}
      onClick={onClick}
    >
      {children}
      {count === undefined ? null : <span className="count">{withThousands(count)}</span>}
    </Button>
  )
}
