# The program in an image of its own: reads documents from /documents, writes to CLAUSE_PROVENANCE_DSN.
FROM python:3.13-slim AS build

WORKDIR /build
RUN python -m venv /opt/clause-provenance
ENV PATH=/opt/clause-provenance/bin:$PATH
# The dependencies change less often than the program, so they are a layer of their own.
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes --requirement requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY etl etl
COPY sql sql
COPY migrations migrations
COPY seeds seeds
RUN pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13-slim

RUN useradd --system --create-home etl
COPY --from=build /opt/clause-provenance /opt/clause-provenance
ENV PATH=/opt/clause-provenance/bin:$PATH \
    PYTHONUNBUFFERED=1
USER etl
WORKDIR /home/etl
ENTRYPOINT ["clause-provenance"]
CMD ["run", "/documents"]
