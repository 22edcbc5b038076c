import { Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Definition } from '../../definition-editor/json.ts'

/** The whole definition as JSON. What is typed is taken as soon as it can be read. */
export function JsonTab({
  definition,
  onChange,
}: {
  readonly definition: Definition
  readonly onChange: (definition: Definition) => void
}): React.JSX.Element {
  const [typed, setTyped] = useState(() => JSON.stringify(definition, undefined, 2))
  const [problem, setProblem] = useState<string>()
  return (
    <Stack gap="xs">
      <Text size="sm" className="muted">
        Everything that the other tabs show, and what they have no field for.
      </Text>
      <Textarea
        aria-label="Definition as JSON"
        classNames={{ input: 'code-input' }}
        autosize
        minRows={16}
        maxRows={48}
        spellCheck={false}
        error={problem}
        value={typed}
        onChange={({ currentTarget: { value } }) => {
          setTyped(value)
          const read = readObject(value)
          setProblem(typeof read === 'string' ? read : undefined)
          if (typeof read !== 'string') onChange(read)
        }}
      />
    </Stack>
  )
}

/** The definition, or why the text is none. */
function readObject(text: string): Definition | string {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Definition
    return 'A definition is an object: { "process": … }.'
  } catch (error) {
    return `This is no JSON yet: ${error instanceof Error ? error.message : String(error)}`
  }
}
