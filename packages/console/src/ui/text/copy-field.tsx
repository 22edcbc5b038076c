import { Text } from '@mantine/core'
import { CopyLine } from './copy-line.tsx'

/** A text to take along, under its name. */
export function CopyField({ label, text }: { readonly label: string; readonly text: string }): React.JSX.Element {
  return (
    <div>
      <Text size="sm" fw={550} mb={4}>
        {label}
      </Text>
      <CopyLine text={text} label={label} />
    </div>
  )
}
