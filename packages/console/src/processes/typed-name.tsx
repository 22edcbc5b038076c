import { TextInput } from '@mantine/core'

/** What a person types before something happens in production: the name of the process. */
export function TypedName({
  process,
  value,
  onChange,
}: {
  readonly process: string
  readonly value: string
  readonly onChange: (value: string) => void
}): React.JSX.Element {
  return (
    <TextInput
      label="Type the name of the process to continue"
      description={process}
      autoComplete="off"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
