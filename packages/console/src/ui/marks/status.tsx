import { Icon, type IconName } from './icon.tsx'

export type Tone = 'good' | 'bad' | 'warning' | 'quiet'

/** A state as icon and word: never by colour alone. */
export function Status({
  tone,
  icon,
  children,
}: {
  readonly tone: Tone
  readonly icon: IconName
  readonly children: React.ReactNode
}): React.JSX.Element {
  return (
    <span className={`status ${tone}`}>
      <Icon name={icon} size={15} className={icon === 'spinner' ? 'spin' : ''} />
      {children}
    </span>
  )
}
