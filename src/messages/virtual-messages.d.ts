/** Made by src/integrations/messages.mjs: the files of content/messages by area. */
declare module 'virtual:messages' {
  const files: Readonly<Record<string, unknown>>
  export default files
}
