/** How to make each secret that docker-compose.yml asks for, by its name. */
export const SECRETS: Readonly<Record<string, () => string>>;
