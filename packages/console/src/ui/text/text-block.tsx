import { Button, CopyButton, Stack, VisuallyHidden } from '@mantine/core'
import { Icon } from '../marks/icon.tsx'

/** A text to read or to copy, in a region that scrolls by itself. */
export function TextBlock({ text, label }: { readonly text: string; readonly label: string }): React.JSX.Element {
  return (
    <Stack gap="xs" align="flex-start">
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<Icon name={copied ? 'check' : 'copy'} size={14} />}
            onClick={copy}
          >
            {copied ? 'Copied' : 'Copy'}
            <VisuallyHidden aria-live="polite">{copied ? `${label} copied` : ''}</VisuallyHidden>
          </Button>
        )}
      </CopyButton>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="data-region text-block" aria-label={label} tabIndex={0}>
        <pre>{text}</pre>
      </section>
    </Stack>
  )
}
