# Two stages: the first installs the packages and builds the database, the last holds what serves and nothing else.
# For a release, pin the base by digest: --build-arg PYTHON_IMAGE=python:3.13-slim-trixie@sha256:…
# (docker buildx imagetools inspect python:3.13-slim-trixie tells it). None stands here, for none was looked up.
ARG PYTHON_IMAGE=python:3.13-slim-trixie

FROM ${PYTHON_IMAGE} AS build
ENV PIP_NO_INPUT=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /srv
COPY requirements.lock ./
# The environment has no pip of its own: the image's pip fills it, from wheels with the right hashes only.
RUN python -m venv --without-pip /srv/venv \
    && python -m pip --python /srv/venv/bin/python install --quiet \
       --require-hashes --only-binary :all: --no-deps --requirement requirements.lock
COPY app app
COPY static static
COPY templates templates
COPY seed seed
# Bytecode is made here, because the server may write nothing.
RUN /srv/venv/bin/python -m compileall -q --invalidation-mode unchecked-hash app \
    && PYTHONDONTWRITEBYTECODE=1 /srv/venv/bin/python -m app build --database /srv/data/timeline.sqlite \
    && chmod -R a+rX,go-w /srv

FROM ${PYTHON_IMAGE}
LABEL org.opencontainers.image.title="altyn-besik" \
      org.opencontainers.image.description="A timeline of independent Kazakhstan in Kazakh, Russian and English" \
      org.opencontainers.image.licenses="MIT"
ENV PATH=/srv/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 ALTYN_DATABASE=/srv/data/timeline.sqlite
WORKDIR /srv
COPY --from=build /srv/venv venv
COPY --from=build /srv/app app
COPY --from=build /srv/static static
COPY --from=build /srv/templates templates
COPY --from=build /srv/seed seed
COPY --from=build /srv/data data
# A number, so that a host can tell that it isn't root. The files are root's: the server can't change them.
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=3s --start-period=15s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=2)"]
CMD ["python", "-m", "app", "serve", "--host", "0.0.0.0", "--port", "8000"]
