import { type ComboboxItem, type OptionsFilter, Select, type SelectProps } from '@mantine/core'
import { rankOptions } from './rank-options.ts'

/** The best match first: what is called so, then what begins so, then what has it at all. */
const bestFirst: OptionsFilter = ({ options, search }) => rankOptions(options, search)

/**
 * A list to choose from by typing. The best match is first and Enter takes it; a text that is exactly an option is taken
 * when the field is left. Nothing else that was typed is kept, because only options are values.
 */
export function SearchSelect({ onBlur, ...props }: SelectProps): React.JSX.Element {
  const { data = [], value, onChange } = props
  return (
    <Select
      searchable
      selectFirstOptionOnChange
      filter={bestFirst}
      {...props}
      onBlur={(event) => {
        const typed = event.currentTarget.value.trim().toLowerCase()
        const match = optionsOf(data).find(
          (option) =>
            option.disabled !== true && [option.value, option.label].some((text) => text.toLowerCase() === typed),
        )
        if (match && match.value !== value) onChange?.(match.value, match)
        onBlur?.(event)
      }}
    />
  )
}

function optionsOf(data: readonly unknown[]): ComboboxItem[] {
  return data.flatMap((item): ComboboxItem[] => {
    if (typeof item === 'string') return [{ value: item, label: item }]
    if (typeof item !== 'object' || item === null) return []
    if ('items' in item && Array.isArray(item.items)) return optionsOf(item.items)
    return 'label' in item ? [item as ComboboxItem] : []
  })
}
