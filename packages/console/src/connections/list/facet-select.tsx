import { Select } from '@mantine/core'

interface Facet {
  readonly name: string
  readonly count: number
}

/** A label or folder to filter a list by. Loaded on its own when there are any, because its code is large. */
export default function FacetSelect({
  label,
  placeholder,
  facets,
  chosen,
  onChange,
}: {
  readonly label: string
  readonly placeholder: string
  readonly facets: readonly Facet[]
  readonly chosen: string | undefined
  readonly onChange: (chosen: string | undefined) => void
}): React.JSX.Element {
  return (
    <Select
      className="facet-select"
      aria-label={label}
      placeholder={placeholder}
      clearable
      searchable
      value={chosen ?? null}
      data={optionsOf(facets, chosen)}
      onChange={(name) => onChange(name ?? undefined)}
    />
  )
}

/** A value from the address stays selectable although no connection has it any more. */
function optionsOf(facets: readonly Facet[], chosen: string | undefined): { value: string; label: string }[] {
  const options = facets.map(({ name, count }) => ({ value: name, label: `${name} (${count})` }))
  const isKnown = chosen === undefined || facets.some(({ name }) => name === chosen)
  return isKnown ? options : [...options, { value: chosen, label: chosen }]
}
