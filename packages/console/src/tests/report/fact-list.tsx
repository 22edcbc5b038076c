import { Icon } from '../../ui/marks/icon.tsx'
import type { ProvenFact } from './report-facts.ts'

/** Facts side by side with what they are; with a tick where they were proven. */
export function FactList({
  facts,
  isProven = false,
}: {
  readonly facts: readonly ProvenFact[]
  readonly isProven?: boolean
}): React.JSX.Element {
  return (
    <dl className="facts">
      {facts.map(({ what, value }) => (
        <div key={what}>
          <dt>
            {isProven ? (
              <span className="good">
                <Icon name="check" size={14} />
              </span>
            ) : null}
            {what}
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
