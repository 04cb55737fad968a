// The compose file has no compiler: this reads it with a strict schema of the parts we use, and against the env schemas.
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { findSchemaFiles, readVariables } from '../scripts/env-table.mjs';
import { entryPoints } from './entry.mjs';

const root = path.resolve(import.meta.dirname, '..');
const duration = z.string().regex(/^\d+(s|m)$/);
const memory = z.string().regex(/^\d+(m|g)$/);

const healthcheck = z.strictObject({
  test: z.array(z.string()).min(2),
  interval: duration,
  timeout: duration,
  retries: z.int().positive(),
  start_period: duration,
});

const service = z.strictObject({
  image: z.string().regex(/^tegoed:/),
  command: z.array(z.enum(Object.keys(entryPoints))).length(1),
  restart: z.enum(['unless-stopped', 'on-failure:3', 'no']),
  profiles: z.array(z.enum(['sandbox', 'cli'])).optional(),
  init: z.literal(true),
  read_only: z.literal(true),
  tmpfs: z.array(z.string()),
  cap_drop: z.tuple([z.literal('ALL')]),
  security_opt: z.tuple([z.literal('no-new-privileges:true')]),
  stop_grace_period: duration,
  logging: z.strictObject({ driver: z.literal('json-file'), options: z.strictObject({ 'max-size': z.string(), 'max-file': z.string() }) }),
  mem_limit: memory,
  environment: z.record(z.string().regex(/^[A-Z][A-Z0-9_]*$/), z.string()),
  ports: z.array(z.string()).optional(),
  volumes: z.array(z.string()).optional(),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.enum(['service_healthy', 'service_completed_successfully']) })).optional(),
  healthcheck: healthcheck.optional(),
});

const composeFile = z
  .object({ name: z.literal('tegoed'), services: z.record(z.string(), service), volumes: z.record(z.string(), z.strictObject({})) })
  .catchall(z.unknown())
  .refine((file) => Object.keys(file).every((key) => ['name', 'services', 'volumes'].includes(key) || key.startsWith('x-')), 'unknown part at the top');

const text = fs.readFileSync(path.join(import.meta.dirname, 'compose.yaml'), 'utf8');
const compose = composeFile.parse(parse(text, { merge: true }));
const services = Object.entries(compose.services);
const appOf = ({ command: [name] }) => entryPoints[name].split('/')[1];
const NODE_OWN = new Set(['NODE_OPTIONS']);

describe('compose.yaml', () => {
  it('holds only parts that the schema knows', () => {
    expect(services.map(([name]) => name)).toEqual(['migrate', 'http', 'worker', 'portal', 'ivr', 'simulator', 'cli']);
  });

  it('waits only for services that exist, and for health only where a health check is', () => {
    const waits = services.flatMap(([, { depends_on = {} }]) => Object.entries(depends_on));
    for (const [name, { condition }] of waits) {
      expect(compose.services, name).toHaveProperty(name);
      if (condition === 'service_healthy') expect(compose.services[name].healthcheck, name).toBeDefined();
    }
  });

  it('keeps every secret out of the file', () => {
    const secret = /(KEY|SECRET|TOKEN|PASSWORD|DATABASE_URL)$/;
    const values = services.flatMap(([, { environment }]) => Object.entries(environment).filter(([name]) => secret.test(name)));
    for (const [name, value] of values) expect(value, name).toMatch(new RegExp(`^\\$\\{${name}(:\\?[^}]*|-)\\}$`));
  });

  it('leaves each heap room below the memory limit of its container', () => {
    for (const [name, { environment, mem_limit: limit }] of services) {
      const heap = Number(/--max-old-space-size=(\d+)/.exec(environment.NODE_OPTIONS ?? '')?.[1] ?? 0);
      expect(heap, name).toBeLessThanOrEqual(Number.parseInt(limit, 10) * 0.8);
    }
  });

  it('copies the manifest of every project into the image before installing', () => {
    const container = fs.readFileSync(path.join(import.meta.dirname, 'Containerfile'), 'utf8');
    const projects = ['apps', 'libs'].flatMap((area) => fs.readdirSync(path.join(root, area)).map((name) => `${area}/${name}`));
    for (const project of projects) expect(container).toContain(`COPY ${project}/package.json ${project}/`);
  });

  it.skipIf(Object.keys(findSchemaFiles()).length === 0)('lets each process that other containers call listen on more than its own loopback', async () => {
    const variables = await readVariables();
    for (const [name, definition] of services.filter(([, { ports }]) => ports)) {
      const hosts = variables[appOf(definition)].map((variable) => variable.name).filter((variable) => variable.endsWith('_HOST'));
      for (const host of hosts) expect(definition.environment[host], `${host} of ${name}`).toBe('0.0.0.0');
    }
  });

  it.each(services.filter(([, definition]) => findSchemaFiles()[appOf(definition)]))('%s names only variables of its env schema, and all that it needs', async (_name, definition) => {
    const variables = (await readVariables())[appOf(definition)];
    const known = new Set(variables.map(({ name }) => name));
    const given = Object.keys(definition.environment).filter((name) => !NODE_OWN.has(name));
    expect(given.filter((name) => !known.has(name))).toEqual([]);
    expect(variables.filter(({ name, isNeeded }) => isNeeded && !given.includes(name))).toEqual([]);
  });
});
