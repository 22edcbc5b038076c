import { Input } from '@mantine/core'
import { Icon } from '../../ui/marks/icon.tsx'
import { withThousands } from '../../ui/words/numbers.ts'

interface Facet {
  readonly name: string
  readonly count: number
}

/** A label or folder to filter a list by. The browser's own list: a searchable one would cost each first visit 60 KB. */
export function FacetSelect({
  label,
  anyLabel,
  facets,
  chosen,
  onChange,
}: {
  readonly label: string
  /** Chooses none of them. */
  readonly anyLabel: string
  readonly facets: readonly Facet[]
  readonly chosen: string | undefined
  readonly onChange: (chosen: string | undefined) => void
}): React.JSX.Element {
  return (
    <Input
      component="select"
      className="facet-select"
      aria-label={label}
      pointer
      rightSection={<Icon name="chevron" size={14} className="facet-chevron" />}
      rightSectionPointerEvents="none"
      value={chosen ?? ''}
      onChange={({ currentTarget: { value } }) => onChange(value === '' ? undefined : value)}
    >
      <option value="">{anyLabel}</option>
      {withChosen(facets, chosen).map(({ name, count }) => (
        <option key={name} value={name}>
          {count === 0 ? name : `${name} (${withThousands(count)})`}
        </option>
      ))}
    </Input>
  )
}

/** A value from the address stays selectable although no connection has it any more. */
function withChosen(facets: readonly Facet[], chosen: string | undefined): readonly Facet[] {
  const isKnown = chosen === undefined || facets.some(({ name }) => name === chosen)
  return isKnown ? facets : [...facets, { name: chosen, count: 0 }]
}
