import express, { type RequestHandler } from 'express';

/** Asterisk's limit of a body, in bytes. */
const limit = 40_960;

export const FORM = 'application/x-www-form-urlencoded';

/** JSON as an object, a form as text; any other body is read within the limit and means nothing. */
export const bodyParsers: readonly RequestHandler[] = [
  express.json({ limit }),
  express.text({ limit, type: FORM }),
  express.raw({ limit, type: () => true }),
];
