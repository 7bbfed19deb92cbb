# docker build -t inbox-bot .
# docker run --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges \
#   -v "$PWD/data:/data" -e INBOX_BOT_PASSWORD inbox-bot
# /data holds config.toml and, beside it, the list; it belongs to the account 10001, which has no rights elsewhere.
FROM python:3.13-slim AS build
WORKDIR /src
COPY . .
RUN python -m venv /opt/inbox-bot \
 && /opt/inbox-bot/bin/pip install --no-cache-dir --require-hashes -r requirements/run.lock \
 && /opt/inbox-bot/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13-slim
ENV PYTHONDONTWRITEBYTECODE=1
RUN useradd --system --uid 10001 --home-dir /data inbox-bot && mkdir /data && chown inbox-bot /data
COPY --from=build /opt/inbox-bot /opt/inbox-bot
USER inbox-bot
WORKDIR /data
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=2m --timeout=20s --start-period=1m CMD ["/opt/inbox-bot/bin/inbox-bot", "health"]
ENTRYPOINT ["/opt/inbox-bot/bin/inbox-bot"]
CMD ["run"]
