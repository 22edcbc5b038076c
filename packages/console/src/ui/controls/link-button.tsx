import { Button, type ButtonProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'

interface AnchorProps extends ButtonProps, Omit<React.ComponentPropsWithRef<'a'>, keyof ButtonProps> {}

function ButtonAnchor(props: AnchorProps): React.JSX.Element {
  return <Button component="a" {...props} />
}

/** A link that looks like a button, because it begins something. */
export const LinkButton = createLink(ButtonAnchor)
