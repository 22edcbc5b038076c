import { Modal, SegmentedControl, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { TextBlock } from '../../ui/text-block.tsx'

/** The query for use elsewhere. */
export interface CodeTexts {
  readonly hub: string
  readonly direct: string
  readonly typescript: string
}

const kinds = {
  hub: { label: 'Through the hub', help: 'Runs on the same container, with the key of "coupa-connector hub login".' },
  direct: {
    label: 'Command line',
    help: 'Runs on the machine where it is typed, with the COUPA_… variables or --connection.',
  },
  typescript: {
    label: 'TypeScript',
    help: 'A program with the connector library; settings come from the environment.',
  },
} as const

type Kind = keyof typeof kinds

export function CodeDialog({
  texts,
  isOpen,
  onClose,
}: {
  readonly texts: CodeTexts
  readonly isOpen: boolean
  readonly onClose: () => void
}): React.JSX.Element {
  const [kind, setKind] = useState<Kind>('hub')
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      size="xl"
      title="The query as command line or program"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="sm">
        <SegmentedControl
          aria-label="Form"
          data={Object.entries(kinds).map(([value, { label }]) => ({ value, label }))}
          value={kind}
          onChange={(value) => setKind(value as Kind)}
        />
        <Text size="sm" className="muted">
          {kinds[kind].help}
        </Text>
        <TextBlock text={texts[kind]} label={kinds[kind].label} />
      </Stack>
    </Modal>
  )
}
