import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { Icon } from '../marks/icon.tsx'

/** A field for words that narrow a list; tells them a moment after the last letter, undefined for none. */
export function SearchInput({
  label,
  placeholder,
  value,
  onChange,
}: {
  readonly label: string
  readonly placeholder: string
  readonly value: string
  readonly onChange: (search: string | undefined) => void
}): React.JSX.Element {
  const [text, setText] = useState(value)
  const tell = useDebouncedCallback((search: string) => onChange(search.trim() === '' ? undefined : search.trim()), 200)
  // Somebody went back in the history, or cleared the filters.
  useEffect(() => setText((typed) => (typed.trim() === value.trim() ? typed : value)), [value])
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={placeholder}
      leftSection={<Icon name="explore" size={16} />}
      style={{ flex: '1 1 240px' }}
      value={text}
      maxLength={200}
      onChange={(event) => {
        setText(event.currentTarget.value)
        tell(event.currentTarget.value)
      }}
    />
  )
}
