import { Icon } from '../ui/marks/icon.tsx'

/** Says that what one sees or is about to do is production. */
export function ProductionBar({ children }: { readonly children: React.ReactNode }): React.JSX.Element {
  return (
    <p className="production-bar">
      <Icon name="warning" size={16} />
      <span>{children}</span>
    </p>
  )
}
