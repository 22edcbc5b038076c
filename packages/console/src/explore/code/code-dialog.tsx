import { Modal, SegmentedControl, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { Notice } from '../../ui/states/notice.tsx'
import { TextBlock } from '../../ui/text/text-block.tsx'

/** The query for use elsewhere. */
export interface CodeTexts {
  readonly hub: string
  readonly direct: string
  readonly typescript: string
}

const kinds = {
  hub: { label: 'Through the hub', help: 'Runs on the same container. Sign in first with coupa-connector hub login.' },
  direct: {
    label: 'Command line',
    help: 'Runs on your machine and reads all pages. Settings come from COUPA_… environment variables or --connection.',
  },
  typescript: {
    label: 'TypeScript',
    help: 'A program that uses the connector library. Settings come from environment variables.',
  },
} as const

type Kind = keyof typeof kinds

export function CodeDialog({
  texts,
  problems,
  isOpen,
  onClose,
}: {
  readonly texts: CodeTexts
  /** What is missing in the query, a sentence each. */
  readonly problems: readonly string[]
  readonly isOpen: boolean
  readonly onClose: () => void
}): React.JSX.Element {
  const [kind, setKind] = useState<Kind>('hub')
  return (
    <Modal opened={isOpen} onClose={onClose} size="xl" title="Use this query elsewhere">
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
        {problems.length > 0 ? (
          <Notice title="The query is not finished">{problems.join(' ')} Unfinished filters are left out below.</Notice>
        ) : null}
        <TextBlock text={texts[kind]} label={kinds[kind].label} />
      </Stack>
    </Modal>
  )
}
